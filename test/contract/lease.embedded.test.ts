import { join } from 'node:path'
import { openLease } from '@guanlan/embedded'
import { leaseContract } from './lease.ts'
import { embeddedPlace } from './place.ts'

leaseContract('embedded', () => embeddedPlace((folder, clock) => openLease(join(folder, 'lease.db'), clock)))
