/** Later: what can be agreed, when, with whom and with what; what is told to whom; what was held. */
export { employeesWith, skillsOf } from './skills.ts';
