export { type FollowDeps, followBureau } from './follow-bureau.ts'
export { type ReplayDeps, Replays } from './replays.ts'
export { type ClassifierDeps, startClassifier } from './start-classifier.ts'
