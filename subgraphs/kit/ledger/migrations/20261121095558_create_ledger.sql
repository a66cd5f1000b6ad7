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
CREATE TABLE "ledger_node" (
	"level" smallint NOT NULL,
	"index" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "ledger_node_pk" PRIMARY KEY("level","index")
);
--> statement-breakpoint
CREATE INDEX "ledger_entry_in_time" ON "ledger_entry" USING btree ("at","index");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_inquiry" ON "ledger_entry" USING btree ("inquiry");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_actor" ON "ledger_entry" USING btree ("actor","at","index");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_person" ON "ledger_entry" USING btree ("person","at","index");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_case" ON "ledger_entry" USING btree ("case_no","at","index");