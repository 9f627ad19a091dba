import type { HandlerFacts } from "../facts.ts";
import { numberOf } from "../origin.ts";
import type { InterpretContext, RunningCall } from "./context.ts";

/** Calls that open a connection or a pool, by qualified name. */
const connections = new Map<string, string>([
  ["pg:Pool", "pg"],
  ["pg:Client", "pg"],
  ["pg:default.Pool", "pg"],
  ["pg:default.Client", "pg"],
  ["postgres:", "postgres"],
  ["mysql:createConnection", "mysql"],
  ["mysql:createPool", "mysql"],
  ["mysql2:createConnection", "mysql2"],
  ["mysql2:createPool", "mysql2"],
  ["mysql2/promise:createConnection", "mysql2"],
  ["mysql2/promise:createPool", "mysql2"],
  ["mongodb:MongoClient", "mongodb"],
  ["mongodb:MongoClient.connect", "mongodb"],
  ["mongoose:connect", "mongoose"],
  ["mongoose:createConnection", "mongoose"],
  ["mssql:connect", "mssql"],
  ["mssql:ConnectionPool", "mssql"],
  ["sequelize:Sequelize", "sequelize"],
  ["sequelize:", "sequelize"],
  ["knex:", "knex"],
  ["knex:knex", "knex"],
  ["typeorm:DataSource", "typeorm"],
  ["typeorm:createConnection", "typeorm"],
  ["@prisma/client:PrismaClient", "prisma"],
  ["psycopg2.connect", "psycopg2"],
  ["psycopg2.pool.SimpleConnectionPool", "psycopg2"],
  ["psycopg2.pool.ThreadedConnectionPool", "psycopg2"],
  ["psycopg.connect", "psycopg"],
  ["psycopg_pool.ConnectionPool", "psycopg"],
  ["pymysql.connect", "pymysql"],
  ["mysql.connector.connect", "mysql.connector"],
  ["pymongo.MongoClient", "pymongo"],
  ["sqlalchemy.create_engine", "sqlalchemy"],
  ["asyncpg.connect", "asyncpg"],
  ["asyncpg.create_pool", "asyncpg"],
  ["pyodbc.connect", "pyodbc"],
  ["pg8000.connect", "pg8000"],
  ["pg8000.native.Connection", "pg8000"],
  ["oracledb.connect", "oracledb"],
  ["database/sql:Open", "database/sql"],
  ["github.com/jackc/pgx/v5:Connect", "pgx"],
  ["github.com/jackc/pgx/v5/pgxpool:New", "pgx"],
  ["github.com/jackc/pgx/v4:Connect", "pgx"],
  ["gorm.io/gorm:Open", "gorm"],
  ["go.mongodb.org/mongo-driver/mongo:Connect", "mongo"],
  ["java.sql:DriverManager.getConnection", "jdbc"],
  ["java.sql.DriverManager.getConnection", "jdbc"],
  [":DriverManager.getConnection", "jdbc"],
  ["com.zaxxer.hikari:HikariDataSource", "hikari"],
  ["com.zaxxer.hikari.HikariDataSource", "hikari"],
]);

const poolOptions = ["max", "connectionLimit", "maxPoolSize", "pool_size", "max_size", "maxconn", "poolSize"];

/** Connections and pools that code opens itself. */
export function interpretDatabases(calls: readonly RunningCall[], context: InterpretContext): Pick<HandlerFacts, "databaseConnections"> {
  return {
    databaseConnections: calls.flatMap(({ call, phase, name }) => {
      const library = name === null ? undefined : connections.get(name);
      return library === undefined ? [] : [{ library, phase, poolMaximum: poolMaximum(call, context), at: call.at }];
    }),
  };
}

function poolMaximum(call: RunningCall["call"], context: InterpretContext): number | null {
  for (const option of poolOptions) {
    const named = numberOf(call.arguments.named.get(option));
    if (named !== null) return named;
  }
  for (const given of call.arguments.positional) {
    const value = context.resolver.resolve(given);
    if (value.kind !== "object") continue;
    const pool = value.entries.get("pool");
    const entries = pool?.kind === "object" ? pool.entries : value.entries;
    for (const option of poolOptions) {
      const maximum = numberOf(entries.get(option));
      if (maximum !== null) return maximum;
    }
  }
  return null;
}
