export { evaluate } from './evaluate.ts'
export { train } from './main.ts'
