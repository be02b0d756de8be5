import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { get, send } from '../api/client.ts'
import type { Account, Session } from '../api/status.ts'

/** The session as the desk knows it; signed out is an answer, not a failure. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => ({ ...(await get<Session>('/api/session', {}, signal)), readAt: Date.now() }),
    staleTime: 60_000,
  })
}

const SignedIn = createContext<Account | null>(null)

/** Gives the pages the account that looks at them. */
export const AccountProvider = SignedIn

/** The account that looks at this page. */
export function useAccount(): Account {
  const account = useContext(SignedIn)
  if (account === null) throw new Error('no account: the page is outside the signed-in shell')
  return account
}

/** Whether the account may act as one of these roles. */
export function useMay(...roles: readonly string[]): boolean {
  const account = useAccount()
  return roles.some(role => account.roles.includes(role))
}

/** Signs out and forgets everything read so far. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await send('DELETE', '/api/session')
    queries.clear()
  }
}
