import { join } from 'node:path'
import { openLedger, openSecrets } from '@guanlan/embedded'
import { ledgerContract } from './ledger.ts'
import { embeddedPlace } from './place.ts'

ledgerContract('embedded', () =>
  embeddedPlace((folder, clock) => {
    const secrets = openSecrets(join(folder, 'secrets.db'), join(folder, 'keys'), clock)
    return openLedger(join(folder, 'ledger.db'), { clock, secrets, anchorFile: join(folder, 'anchors.ndjson') })
  }),
)
