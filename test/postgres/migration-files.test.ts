import { readdirSync } from "node:fs";
import { postgresStorage } from "clientele/postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { read } from "../support/documents.js";
import { allMigrationFiles } from "../support/migration-files.js";
import { openWith, pointsOf, poolAt } from "./shop.js";

const admin = poolAt(inject("databaseUrl"));

afterAll(() => admin.end());

describe("the files of migrations/", () => {
  test("are those that `npm run migrations` writes", () => {
    for (const { path, text } of allMigrationFiles()) expect(read(path), path).toBe(text);
    const folders = ["migrations/postgres", "migrations/sqlite"];
    const found = folders.flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`));
    const written = allMigrationFiles().map(({ path }) => path);
    expect(found.filter((path) => path.endsWith(".sql")).sort()).toEqual([...written].sort());
  });

  test("make the tables that migrate() makes, each file sent as a whole, in the order of their names", async () => {
    const pool = await databaseOf("by_files");
    const files = allMigrationFiles().map(({ path }) => path);
    for (const path of files.filter((one) => one.startsWith("migrations/postgres")).sort())
      await pool.query(read(path));
    const storage = postgresStorage(pool);
    await openWith(storage, "cus_1", 5);
    await storage.migrate();
    expect(await pointsOf(storage, "cus_1")).toBe(5);
    const other = await databaseOf("by_migrate");
    await postgresStorage(other).migrate();
    expect(await columnsOf(pool)).toEqual(await columnsOf(other));
    await Promise.all([pool.end(), other.end()]);
  });

  test("the models for Prisma have the columns that the tables have", async () => {
    const pool = await databaseOf("by_prisma");
    await postgresStorage(pool).migrate();
    const tables = (await columnsOf(pool)).filter((line) => line.startsWith("column"));
    await pool.end();
    expect(prismaColumns(read("migrations/postgres/schema.prisma"))).toEqual(tables);
  });
});

/** A pool on an empty database of this name. */
async function databaseOf(name: string): Promise<ReturnType<typeof poolAt>> {
  await admin.query(`create database ${name}`);
  return poolAt(inject("databaseUrl").replace(/\/postgres$/, `/${name}`), { max: 2 });
}

/** Columns with type and whether they may be null, and indexes, one a line. */
async function columnsOf(pool: ReturnType<typeof poolAt>): Promise<readonly string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    select 'column ' || table_name || '.' || column_name || ' ' || data_type
      || case is_nullable when 'YES' then ' null' else '' end as line
    from information_schema.columns where table_schema = 'public'
    union all
    select 'index ' || indexdef from pg_indexes where schemaname = 'public'`);
  return rows.map(({ line }) => line).sort();
}

const types: Readonly<Record<string, string>> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  DateTime: "timestamp with time zone",
};

function prismaColumns(schema: string): readonly string[] {
  const models = [...schema.matchAll(/^model \w+ \{\n(.*?)@@map\("(\w+)"\)\n\}/gms)];
  const lines = models.flatMap(([, body = "", table = ""]) =>
    [...body.matchAll(/^ {2}(\w+) +(\w+)(\??)(.*)$/gm)].map(([, field = "", type = "", optional = "", rest = ""]) => {
      const column = /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field;
      return `column ${table}.${column} ${types[type] ?? type}${optional === "?" ? " null" : ""}`;
    }),
  );
  return lines.sort();
}
