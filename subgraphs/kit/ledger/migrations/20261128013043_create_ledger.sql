CREATE TABLE "ledger_checkpoint" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"index" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"inquiry" uuid,
	"actor" text NOT NULL,
	"person" "bytea",
	"case_no" text,
	"purpose" text,
	"outcome" text,
	"body" text NOT NULL,
	"leaf_hash" "bytea" NOT NULL,
	CONSTRAINT "ledger_entry_pk" PRIMARY KEY("index","at")
) PARTITION BY RANGE ("at");
--> statement-breakpoint
CREATE TABLE "ledger_key" (
	"public_key" "bytea" PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"first_used_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_node" (
	"level" smallint NOT NULL,
	"first" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "ledger_node_pk" PRIMARY KEY("level","first")
);
--> statement-breakpoint
-- hashes are as good as random: neither compressed nor kept elsewhere, they are read in place
ALTER TABLE "ledger_node" ALTER COLUMN "hashes" SET STORAGE PLAIN;
--> statement-breakpoint
CREATE INDEX "ledger_entry_in_time" ON "ledger_entry" USING brin ("at","inquiry" uuid_bloom_ops) WITH (pages_per_range=32,autosummarize=on);--> statement-breakpoint
CREATE INDEX "ledger_entry_by_actor" ON "ledger_entry" USING btree ("actor","index");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_person" ON "ledger_entry" USING hash ("person");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_case" ON "ledger_entry" USING btree ("case_no","index");