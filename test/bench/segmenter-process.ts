/** A process that has loaded the segmenter and nothing else: what idle memory is set against. Prints its resident bytes. */
import { loadSegmenter } from '@guanlan/text'

loadSegmenter().cut('云州市公交改线')
console.log(process.memoryUsage().rss)
