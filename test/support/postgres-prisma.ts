import type { PrismaPg } from "@prisma/adapter-pg";
import type { PrismaTransaction } from "clientele/postgres";
import { getPrismaClient } from "@prisma/client/runtime/client";

/** A transaction of Prisma, as far as raw statements go. */
export interface Transaction extends PrismaTransaction {
  $executeRawUnsafe(text: string, ...values: unknown[]): PromiseLike<number>;
}

/** A client of Prisma, as far as raw statements go. */
export interface Client extends Transaction {
  $transaction<Result>(
    work: (transaction: Transaction) => Promise<Result>,
    options: { readonly timeout: number },
  ): Promise<Result>;
  $disconnect(): Promise<void>;
}

const runtime = "@prisma/client/runtime/query_compiler_fast_bg.postgresql";

/** What `prisma generate` writes for a schema without models, so that a test needs no command line of Prisma. */
export function prismaClient(adapter: PrismaPg): Client {
  const Made = getPrismaClient({
    previewFeatures: [],
    clientVersion: "7.10.0",
    engineVersion: "0edf323efd1d98336f3f0a68684b56f689b900d3",
    activeProvider: "postgresql",
    inlineSchema: 'datasource db {\n  provider = "postgresql"\n}\n',
    runtimeDataModel: { models: {}, enums: {}, types: {} },
    parameterizationSchema: { strings: [], graph: "AAAA" },
    compilerWasm: {
      getRuntime: () => import(`${runtime}.mjs`),
      getQueryCompilerWasmModule: async () => {
        const { wasm } = (await import(`${runtime}.wasm-base64.mjs`)) as { readonly wasm: string };
        const { Module } = Reflect.get(globalThis, "WebAssembly") as WebAssemblyOfNode;
        return new Module(Buffer.from(wasm, "base64"));
      },
      importName: "./query_compiler_fast_bg.js",
    },
  });
  return new Made({ adapter });
}

interface WebAssemblyOfNode {
  readonly Module: new (bytes: Uint8Array) => object;
}
