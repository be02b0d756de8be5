import { useQuery, useQueryClient } from '@tanstack/react-query'
import { get, send } from '../../api/client.ts'
import type { NameForm, Names } from '../../api/vocabulary.ts'

const KEY = ['names']

/** The bureau's table of names, and the one way to change it: the whole table under the version it was read in. */
export function useNames() {
  const queries = useQueryClient()
  const names = useQuery({ queryKey: KEY, queryFn: ({ signal }) => get<Names>('/api/names', {}, signal) })
  return {
    names,
    /** Changes the table as it stands now; what failed is read anew and thrown on. @throws {Problem} */
    change: async (after: (entries: Names['entries']) => readonly NameForm[]): Promise<void> => {
      const { version, entries } = queries.getQueryData<Names>(KEY) ?? { version: 0, entries: [] }
      try {
        queries.setQueryData(KEY, await send<Names>('PUT', '/api/names', { version, entries: after(entries) }))
      } catch (error) {
        await queries.invalidateQueries({ queryKey: KEY })
        throw error
      }
    },
    reread: () => queries.invalidateQueries({ queryKey: KEY }),
  }
}
