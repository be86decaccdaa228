import { sql } from 'kysely';
import { currentMunicipality, db } from '../../../db/index.ts';
import { type EmployeeId, newId } from '../../../kernel/index.ts';
import type { House } from '../../../platform/index.ts';
import type { Municipality } from '../../tenancy/index.ts';
import { demoEmployees } from './demo-employees.ts';

/**
 * The invented employees are known before they log in, so that they can be booked. At another address the provider has
 * another name: they keep their rows and take it on. `issuer` is the demonstration provider's. None where it does not run.
 */
export async function seedDemonstrationEmployees(
  house: Pick<House, 'database'>,
  { id, slug, demonstration }: Municipality,
  issuer: string,
): Promise<readonly { readonly id: EmployeeId; readonly subject: string; readonly name: string }[]> {
  if (!demonstration) return [];
  const here = demoEmployees.filter(({ municipality, role }) => municipality === slug && role === 'employee');
  return house.database.inMunicipality(id, async () => {
    const municipality_id = currentMunicipality();
    const found = [];
    for (const { subject, name, role } of here) {
      await sql`update employee set issuer = ${issuer} where subject = ${subject} and issuer like '%/demo-login' and not exists (
        select from employee other where other.subject = ${subject} and other.issuer = ${issuer})
        and id = (select id from employee one where one.subject = ${subject} and one.issuer like '%/demo-login' order by id limit 1)`.execute(
        db(),
      );
      const { id: employee } = await db()
        .insertInto('employee')
        .values({ id: newId<'employee'>(), municipality_id, issuer, subject, name, roles: JSON.stringify([role]) })
        .onConflict((conflict) => conflict.columns(['municipality_id', 'issuer', 'subject']).doUpdateSet({ name }))
        .returning('id')
        .executeTakeFirstOrThrow();
      found.push({ id: employee, subject, name });
    }
    return found;
  });
}
