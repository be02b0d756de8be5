import { join } from 'node:path'
import { openIdentity } from '@guanlan/embedded'
import { identityContract } from './identity.ts'
import { embeddedPlace } from './place.ts'

identityContract('embedded', () => embeddedPlace(folder => openIdentity(join(folder, 'identity.db'))))
