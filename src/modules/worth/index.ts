export { answerRoutes } from './answer-routes.tsx';
export { seedDemonstrationFigures } from './demonstration-figures.ts';
export { type TaskName, leaderRoutes } from './leader-routes.tsx';
