import { lazy, Suspense } from 'react'
import { Navigate, Route, Routes, useLocation } from 'react-router'
import { Wait } from '../parts/wait.tsx'
import { LiveData } from './live-context.tsx'
import { Mishap } from './mishap.tsx'
import { NoticeBar } from './notice.tsx'
import { ServerClock } from './now.tsx'
import { AccountProvider, useSession } from './session.ts'
import { Shell } from './shell.tsx'

const SignIn = lazy(() => import('../pages/sign-in/sign-in.tsx'))
const SetUp = lazy(() => import('../pages/sign-in/set-up.tsx'))
const Desk = lazy(() => import('../pages/desk/desk.tsx'))
const Events = lazy(() => import('../pages/events/events.tsx'))
const EventPage = lazy(() => import('../pages/events/event.tsx'))
const Cases = lazy(() => import('../pages/cases/cases.tsx'))
const CasePage = lazy(() => import('../pages/cases/case.tsx'))
const MentionPage = lazy(() => import('../pages/mentions/mention.tsx'))
const Search = lazy(() => import('../pages/search/search.tsx'))
const Sources = lazy(() => import('../pages/sources/sources.tsx'))
const SiteRules = lazy(() => import('../pages/sources/site-rules.tsx'))
const Hotline = lazy(() => import('../pages/hotline/hotline.tsx'))
const Watches = lazy(() => import('../pages/watches/watches.tsx'))
const Vocabulary = lazy(() => import('../pages/vocabulary/vocabulary.tsx'))
const Briefs = lazy(() => import('../pages/briefs/briefs.tsx'))
const BriefPage = lazy(() => import('../pages/briefs/brief.tsx'))
const Health = lazy(() => import('../pages/health/health.tsx'))
const Accounts = lazy(() => import('../pages/accounts/accounts.tsx'))

const blank = <div className="pad" aria-busy="true" />

/** The console: the first account, the sign-in, or the pages, as the session says. */
export function App() {
  const session = useSession()
  return (
    <Wait for={session}>
      {known => {
        if (known.account === null) {
          return (
            <NoticeBar>
              <Suspense fallback={blank}>
                {known.needsSetup ? <SetUp /> : <SignIn bureau={known.bureau} demo={known.demo} />}
              </Suspense>
            </NoticeBar>
          )
        }
        return (
          <AccountProvider value={known.account}>
            <ServerClock offsetMs={known.now - known.readAt}>
              <NoticeBar>
                <LiveData>
                  <Shell bureau={known.bureau} demo={known.demo}>
                    <Pages />
                  </Shell>
                </LiveData>
              </NoticeBar>
            </ServerClock>
          </AccountProvider>
        )
      }}
    </Wait>
  )
}

function Pages() {
  const { pathname } = useLocation()
  return (
    <Mishap place={pathname}>
      <Suspense fallback={blank}>
        <Routes>
          <Route path="/" element={<Navigate to="/desk" replace />} />
          <Route path="/desk" element={<Desk />} />
          <Route path="/events" element={<Events />} />
          <Route path="/events/:id" element={<EventPage />} />
          <Route path="/cases" element={<Cases />} />
          <Route path="/cases/:id" element={<CasePage />} />
          <Route path="/mentions/:id" element={<MentionPage />} />
          <Route path="/search" element={<Search />} />
          <Route path="/sources" element={<Sources />} />
          <Route path="/hotline" element={<Hotline />} />
          <Route path="/sources/rules" element={<SiteRules />} />
          <Route path="/watches" element={<Watches />} />
          <Route path="/vocabulary" element={<Vocabulary />} />
          <Route path="/briefs" element={<Briefs />} />
          <Route path="/briefs/:id" element={<BriefPage />} />
          <Route path="/health" element={<Health />} />
          <Route path="/accounts" element={<Accounts />} />
          <Route path="*" element={<p className="nothing">没有这个页面。请从左侧选择。</p>} />
        </Routes>
      </Suspense>
    </Mishap>
  )
}
