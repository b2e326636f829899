using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace TierFunctions.Local.Sqlite;

/// <summary>The tables and views, and how a connection is opened. The views are described in <c>docs/sql.md</c>.</summary>
internal static class SqliteSchema
{
    private const int Version = 6;

    /// <summary>
    /// In bytes. Rows arrive in the order of their key, so large pages fill well and are split seldom. Half of this was measured to
    /// make a run of a million stores a tenth slower; the small commits of a queue, which write more, do not wait for the disk.
    /// </summary>
    public const int PageSize = 32768;

    /// <summary>
    /// How many bytes of the file each reader maps rather than copies page by page: measured to answer about a store that nobody has asked about
    /// lately a tenth faster. Every connection has a mapping of its own, so a process looks larger than it is: the pages behind them are the same.
    /// </summary>
    private const int MappedBytes = 256 << 20;

    private const string Tables = """
        CREATE TABLE runs(
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            programme TEXT NOT NULL,
            period TEXT NOT NULL,
            revision INTEGER NOT NULL,
            state TEXT NOT NULL,
            version INTEGER NOT NULL,
            json TEXT NOT NULL) STRICT;
        CREATE INDEX runs_by_programme ON runs(programme, period, revision);

        -- The tiers of a run from the highest down, from 0.
        CREATE TABLE run_tiers(run INTEGER NOT NULL, place INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY(run, place)) STRICT, WITHOUT ROWID;
        -- What outcomes.readings holds, from 0.
        CREATE TABLE run_readings(run INTEGER NOT NULL, place INTEGER NOT NULL, metric TEXT NOT NULL, PRIMARY KEY(run, place)) STRICT, WITHOUT ROWID;
        -- What the letters of outcomes.verdicts are about, from 0. tiers is a JSON array.
        CREATE TABLE run_tests(
            run INTEGER NOT NULL, place INTEGER NOT NULL, id TEXT NOT NULL, metric TEXT NOT NULL, comparison TEXT NOT NULL,
            tiers TEXT NOT NULL, PRIMARY KEY(run, place)) STRICT, WITHOUT ROWID;

        CREATE TABLE outcomes(
            run INTEGER NOT NULL,
            store TEXT NOT NULL,
            industry TEXT,
            status TEXT NOT NULL,
            tier TEXT NOT NULL,
            before TEXT,
            came_from TEXT,
            since TEXT,
            verdicts TEXT,
            readings TEXT,
            reason TEXT,
            -- JSON: the tier that was earned where another is held, the rule that made it so, and what is carried to the next period.
            standing TEXT,
            PRIMARY KEY(run, store)) STRICT, WITHOUT ROWID;

        -- A row for each finished chunk. ends: whether it goes to the end of the stores.
        CREATE TABLE chunks(run INTEGER NOT NULL, number INTEGER NOT NULL, ends INTEGER NOT NULL, summary TEXT NOT NULL, UNIQUE(run, number)) STRICT;

        CREATE TABLE notices(
            run INTEGER NOT NULL, store TEXT NOT NULL, channel TEXT NOT NULL, template TEXT NOT NULL, movement TEXT NOT NULL,
            state TEXT NOT NULL, not_before TEXT NOT NULL DEFAULT '', version INTEGER NOT NULL DEFAULT 0, delivery TEXT,
            -- JSON: what a reminder is about. Null for what a run owes.
            occasion TEXT,
            PRIMARY KEY(run, store, channel, template)) STRICT, WITHOUT ROWID;
        CREATE INDEX notices_due ON notices(run, not_before) WHERE state = 'pending';

        -- Under which reminders lie: notices know them by the id with its sign turned, so that it is no run's.
        CREATE TABLE reminders(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, added_at TEXT NOT NULL) STRICT;

        -- Personal data. json is the whole contact.
        CREATE TABLE contacts(id TEXT PRIMARY KEY, manager TEXT, json TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE INDEX contacts_by_manager ON contacts(manager, id) WHERE manager IS NOT NULL;
        -- Addresses that nothing is sent to any more, as digests; where there is a kind, no notice of that kind.
        CREATE TABLE blocked_addresses(
            channel TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(channel, digest, kind)) STRICT, WITHOUT ROWID;

        -- Exemptions and operators' decisions. Rows are added, never changed.
        CREATE TABLE rulings(id TEXT PRIMARY KEY, recorded_by TEXT NOT NULL, recorded_at TEXT NOT NULL, json TEXT NOT NULL) STRICT, WITHOUT ROWID;

        -- What requests with an idempotency key were answered, for a day.
        CREATE TABLE kept_answers(id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, begun_at TEXT NOT NULL, answer TEXT) STRICT, WITHOUT ROWID;
        CREATE INDEX kept_answers_by_time ON kept_answers(begun_at);
        -- What-ifs that somebody asked to have kept. readings and answer are JSON. Rows are added, never changed, and no outcome follows from them.
        CREATE TABLE kept_checks(
            id TEXT PRIMARY KEY, store TEXT NOT NULL, programme TEXT NOT NULL, policy_version TEXT NOT NULL, benchmarks_of TEXT, asked_by TEXT NOT NULL, asked_at TEXT NOT NULL,
            readings TEXT NOT NULL, answer TEXT NOT NULL) STRICT, WITHOUT ROWID;
        -- What people did to cases, with the state that each is in from then on. Rows are added, never changed.
        CREATE TABLE case_entries(
            case_key TEXT NOT NULL, number INTEGER NOT NULL, event TEXT NOT NULL, state TEXT NOT NULL, what TEXT, score TEXT, done_by TEXT NOT NULL,
            done_at TEXT NOT NULL, note TEXT, PRIMARY KEY(case_key, number)) STRICT, WITHOUT ROWID;

        CREATE TABLE messages(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT,
            queue TEXT NOT NULL,
            id TEXT NOT NULL,
            body TEXT NOT NULL,
            enqueued_at TEXT NOT NULL,
            visible_at TEXT NOT NULL,
            deliveries INTEGER NOT NULL DEFAULT 0,
            lock TEXT,
            dead_at TEXT,
            dead_reason TEXT,
            dead_description TEXT) STRICT;
        CREATE INDEX messages_waiting ON messages(queue, visible_at, sequence) WHERE dead_at IS NULL;
        CREATE INDEX messages_dead ON messages(queue, sequence) WHERE dead_at IS NOT NULL;
        -- Ids that were sent within the duplicate window.
        CREATE TABLE sent(queue TEXT NOT NULL, id TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY(queue, id)) STRICT, WITHOUT ROWID;
        CREATE INDEX sent_by_time ON sent(at);
        """;

    private const string Views = """
        CREATE VIEW notice_owners AS SELECT id, key FROM runs UNION ALL SELECT -id, key FROM reminders;

        -- CROSS JOIN keeps the order: a few runs, and in each the store by its key. Left alone the planner may read every outcome.
        CREATE VIEW standings AS
            SELECT r.programme, r.period, r.revision, o.store, o.industry, o.status, o.tier, o.since, o.came_from,
                coalesce(o.standing ->> '$.earned', o.tier) AS earned, o.standing ->> '$.by' AS held_by, o.run
            FROM runs r CROSS JOIN outcomes o ON o.run = r.id
            WHERE r.id = (
                SELECT latest.id FROM runs latest
                WHERE latest.programme = r.programme AND latest.state IN ('completed', 'completed-with-failures')
                ORDER BY latest.period DESC, latest.revision DESC LIMIT 1);

        CREATE VIEW outcome_movements AS
            SELECT r.programme, r.period, r.revision, o.store, o.industry, o.status, o.before, o.tier,
                CASE
                    WHEN o.before IS NULL THEN 'placed'
                    WHEN now.place < old.place THEN 'promoted'
                    WHEN now.place = old.place THEN 'held'
                    WHEN now.place > old.place THEN 'demoted'
                END AS movement,
                o.run
            FROM runs r CROSS JOIN outcomes o ON o.run = r.id
                LEFT JOIN run_tiers now ON now.run = o.run AND now.name = o.tier
                LEFT JOIN run_tiers old ON old.run = o.run AND old.name = o.before;

        CREATE VIEW findings AS
            SELECT r.programme, r.period, r.revision, o.store, o.industry, o.tier, t.id AS test, t.metric, t.comparison, t.tiers,
                json_extract(o.readings, '$[' || m.place || ']') AS reading,
                CASE substr(o.verdicts, t.place + 1, 1)
                    WHEN 'M' THEN 'met' WHEN 'x' THEN 'missed' WHEN '?' THEN 'not-evaluable' WHEN '-' THEN 'not-considered'
                END AS verdict,
                t.place, o.run
            FROM runs r CROSS JOIN outcomes o ON o.run = r.id
                JOIN run_tests t ON t.run = o.run
                LEFT JOIN run_readings m ON m.run = o.run AND m.metric = t.metric;
        """;

    // No connection here is ever used by two threads at once, so that SQLite need not lock it for every call; a tenth of the
    // writer's time went there. It has to be said before the library's first use, and where it is too late nothing is different.
    static SqliteSchema()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Opens the connection that writes, and makes or checks the schema.</summary>
    public static SqliteConnection Open(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            // The page size must come before anything is written; the mode of the journal stays in the file, the rest does not.
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
                PRAGMA busy_timeout = 10000;
                PRAGMA page_size = {PageSize};
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA cache_size = -16384;
                PRAGMA temp_store = MEMORY;
                """));
            Create(connection);
            return connection;
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new IOException($"{connection.DataSource} cannot be used as a database: {fault.Message}", fault);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteConnection OpenReader(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"""
            PRAGMA busy_timeout = 10000;
            PRAGMA query_only = ON;
            PRAGMA cache_size = -8192;
            PRAGMA mmap_size = {MappedBytes};
            PRAGMA temp_store = MEMORY;
            """));
        if (connection.Number("PRAGMA user_version") is var found && found != Version)
        {
            connection.Dispose();
            throw OfVersion(connection.DataSource, found);
        }
        return connection;
    }

    private static void Create(SqliteConnection connection)
    {
        var found = connection.Number("PRAGMA user_version");
        if (found == Version) return;
        if (found != 0 || connection.Number("SELECT count(*) FROM sqlite_schema") != 0)
        {
            throw OfVersion(connection.DataSource, found);
        }
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Tables + Views + string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {Version};");
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static InvalidDataException OfVersion(string file, long found) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{file} has schema version {found}; this program reads version {Version}."));
}
