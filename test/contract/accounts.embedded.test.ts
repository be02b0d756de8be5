import { join } from 'node:path'
import { openAccounts } from '@guanlan/embedded'
import { accountsContract } from './accounts.ts'
import { embeddedPlace } from './place.ts'

accountsContract('embedded', () => embeddedPlace((folder, clock) => openAccounts(join(folder, 'accounts.db'), clock)))
