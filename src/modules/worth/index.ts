export { answerRoutes } from './answer-routes.tsx';
export { seedDemonstrationFigures } from './demonstration-figures.ts';
export { leaderRoutes, type TaskName } from './leader-routes.tsx';
