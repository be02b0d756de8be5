import { join } from 'node:path'
import { openEventStore } from '@guanlan/embedded'
import { eventStoreContract } from './event-store.ts'
import { embeddedPlace } from './place.ts'

eventStoreContract('embedded', () => embeddedPlace(folder => openEventStore(join(folder, 'events.db'))))
