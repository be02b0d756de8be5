import { join } from 'node:path'
import { openBus, systemClock } from '@guanlan/embedded'
import { busContract } from './bus.ts'
import { embeddedPlace } from './place.ts'

busContract('embedded', () => embeddedPlace(folder => openBus(join(folder, 'bus.db'), { clock: systemClock })))
