CREATE TABLE "enterprise" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "enterprise_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"row_hash" "bytea" NOT NULL,
	"uscc" text NOT NULL,
	"uscc_key" text NOT NULL,
	"enterprise_name" text NOT NULL,
	"status" text,
	"registered_address" text,
	"legal_rep_name" text,
	"legal_rep_id_type" text,
	"legal_rep_id_number" text,
	"legal_rep_issuing_state" text,
	"legal_rep_id_key" text,
	"legal_rep_findable" boolean NOT NULL,
	"contact_phone" text,
	"updated_on" date,
	CONSTRAINT "enterprise_row_hash_unique" UNIQUE("row_hash")
);
--> statement-breakpoint
CREATE TABLE "import_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"register" text NOT NULL,
	"imported_at" timestamp with time zone DEFAULT now() NOT NULL,
	"file_digest" "bytea" NOT NULL,
	"forced" boolean NOT NULL,
	"read" bigint NOT NULL,
	"inserted" bigint NOT NULL,
	"removed" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"rejected" bigint NOT NULL,
	"duplicates" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "name_frequency" (
	"part" text NOT NULL,
	"term" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "name_frequency_part_term_pk" PRIMARY KEY("part","term")
);
--> statement-breakpoint
CREATE TABLE "seen_inquiry" (
	"jti" uuid PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "enterprise_by_uscc" ON "enterprise" USING btree ("uscc");--> statement-breakpoint
CREATE INDEX "enterprise_by_uscc_key" ON "enterprise" USING btree ("uscc_key");--> statement-breakpoint
CREATE INDEX "enterprise_by_legal_rep_id_key" ON "enterprise" USING btree ("legal_rep_id_key");--> statement-breakpoint
CREATE INDEX "enterprise_by_contact_phone" ON "enterprise" USING btree ("contact_phone");--> statement-breakpoint
CREATE INDEX "seen_inquiry_by_expiry" ON "seen_inquiry" USING btree ("expires_at");