import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Problem } from './api/problem.ts'
import { App } from './shell/app.tsx'
import './style/index.css'
import { THEME } from './theme.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/** A session that ended shows the sign-in page; what the address names stays, so that one comes back to it. */
function signedOut(error: Error): void {
  if (error instanceof Problem && error.status === 401) void queries.invalidateQueries({ queryKey: ['session'] })
}

/** Answers we will not get by asking again are not asked again; the rest twice. */
const queries = new QueryClient({
  queryCache: new QueryCache({ onError: signedOut }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: false,
      retry: (tries, error) => !(error instanceof Problem && error.status < 500) && tries < 2,
    },
  },
})

/** Pop-ups must live inside an open dialog, which sits above everything else on the page. */
function popupHome(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest('dialog') ?? document.body
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ConfigProvider
      locale={zhCN}
      theme={THEME}
      csp={{ nonce }}
      wave={{ disabled: true }}
      button={{ autoInsertSpace: false }}
      getPopupContainer={popupHome}
    >
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <App />
        </BrowserRouter>
      </QueryClientProvider>
    </ConfigProvider>
  </StrictMode>,
)
