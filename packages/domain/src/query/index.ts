export { FIELD_WORDS, type Field, fieldNamed, labelNames, labelOf } from './fields.ts'
export { type Folded, fold } from './fold.ts'
export { hasLabel, matches, matchesNear, namesOf } from './match.ts'
export { DEEPEST_QUERY, LONGEST_QUERY, MOST_TERMS, type Parsed, parse, parseQuery } from './parse.ts'
export {
  type All,
  type Any,
  isWordField,
  type Label,
  type NameField,
  type Near,
  type Phrase,
  type Query,
  type WordField,
} from './query.ts'
export { occurrences, type Pattern, pattern, type Tokens, tokens } from './tokens.ts'
