import { join } from 'node:path'
import { openFrontier } from '@guanlan/embedded'
import { frontierContract } from './frontier.ts'
import { embeddedPlace } from './place.ts'

frontierContract('embedded', () => embeddedPlace(folder => openFrontier(join(folder, 'crawl.db'))))
