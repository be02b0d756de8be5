export { type ClassifierDeps, startClassifier } from './start-classifier.ts'
