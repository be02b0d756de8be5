export { evaluateEntities } from './entity-score.ts'
export { evaluate } from './evaluate.ts'
export { train } from './main.ts'
