import type { Database } from "./database.js";

/** An interactive transaction of Prisma on PostgreSQL. */
export interface PrismaTransaction {
  $queryRawUnsafe(text: string, ...values: unknown[]): PromiseLike<unknown>;
}

/** A transaction of Prisma as a database: `storage.within(fromPrisma(tx))`. https://www.prisma.io/docs/orm/prisma-client/queries/transactions */
export function fromPrisma(transaction: PrismaTransaction): Database {
  return {
    query: async (text, values) => ({
      rows: (await transaction.$queryRawUnsafe(text, ...values)) as readonly unknown[],
    }),
  };
}
