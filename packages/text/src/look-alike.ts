/** Cyrillic and Greek letters and the Latin letter or digit each passes for; folded and unfolded, since folding keeps their case. */
const PAIRS =
  'аa Аa Вb вb еe Еe кk Кk мm Мm Нh нh оo Оo рp Рp сc Сc тt Тt уy Уy хx Хx ѕs Ѕs іi Іi јj Јj ԁd ԛq ԝw ɡg ᴀa ьb Ьb зз Зз ' +
  'αa Αa Βb βb εe Εe Ζz Ηh ιi Ιi κk Κk Μm νv Νn οo Οo ρp Ρp τt Τt υu Υy χx Χx'

/** What each look-alike passes for. */
export const LOOK_ALIKES: ReadonlyMap<number, number> = new Map(
  PAIRS.split(' ').map(pair => [pair.charCodeAt(0), pair.charCodeAt(1)] as const),
)
