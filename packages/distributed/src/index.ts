export * from './elastic.ts'
export * from './kafka.ts'
