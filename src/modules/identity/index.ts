export { createDemoProvider, type DemoProvider } from './demo/demo-provider.ts';
export { mayDemonstrate } from './may-demonstrate.ts';
export { requireRole } from './require-role.tsx';
export { type Area, areaPaths, areasFor, mayDo, type Role } from './role.ts';
export { identityRoutes } from './routes.tsx';
export { type SigningIn, signIn } from './sign-in.ts';
export { type StaffEnv, type StaffMember, staffCookieName, staffOf } from './staff.ts';
export { identitySweeps } from './sweeps.ts';
export { menuAreas } from './views/staff-menu.ts';
