CREATE TABLE "followed_entry" (
	"source" text NOT NULL,
	"index" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"event" text NOT NULL,
	"actor" text NOT NULL,
	"person" text,
	"inquiry" uuid,
	"case_no" text,
	"purpose" text,
	"outcome" text,
	"detail" jsonb,
	CONSTRAINT "followed_entry_pk" PRIMARY KEY("source","index")
);
--> statement-breakpoint
CREATE TABLE "ledger_fault" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"found_at" timestamp (3) with time zone NOT NULL,
	"fault" text NOT NULL,
	"size_before" bigint NOT NULL,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "witnessed_checkpoint" (
	"source" text NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"note" text NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "witnessed_checkpoint_pk" PRIMARY KEY("source","size")
);
--> statement-breakpoint
CREATE INDEX "followed_entry_in_time" ON "followed_entry" USING btree ("at");--> statement-breakpoint
CREATE INDEX "followed_entry_by_event" ON "followed_entry" USING btree ("event","at");--> statement-breakpoint
CREATE INDEX "followed_entry_by_actor" ON "followed_entry" USING btree ("actor","at");--> statement-breakpoint
CREATE INDEX "followed_entry_by_person" ON "followed_entry" USING btree ("source","person","at");--> statement-breakpoint
CREATE INDEX "followed_entry_by_inquiry" ON "followed_entry" USING btree ("inquiry");--> statement-breakpoint
CREATE INDEX "followed_entry_by_case" ON "followed_entry" USING btree ("case_no","at");--> statement-breakpoint
CREATE INDEX "ledger_fault_of_source" ON "ledger_fault" USING btree ("source","found_at");