import { db } from '../../db/index.ts';
import type { EmployeeId } from '../../kernel/index.ts';

/** The skills that an employee may be booked or rung by; none where she has no calendar here. In the caller's municipal transaction. */
export async function skillsOf(employee: EmployeeId): Promise<readonly string[]> {
  const row = await db()
    .selectFrom('meeting_resource')
    .select('skills')
    .where('employee_id', '=', employee)
    .where('active', '=', true)
    .executeTakeFirst();
  return row?.skills ?? [];
}

/** Employees with a skill, of those whose calendar is in use. */
export async function employeesWith(skill: string): Promise<readonly EmployeeId[]> {
  const rows = await db()
    .selectFrom('meeting_resource')
    .select(['employee_id', 'skills'])
    .where('kind', '=', 'employee')
    .where('active', '=', true)
    .execute();
  return rows.flatMap((row) => (row.employee_id !== null && row.skills.includes(skill) ? [row.employee_id] : []));
}
