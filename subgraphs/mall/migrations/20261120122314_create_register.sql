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
CREATE TABLE "lease" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lease_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"row_hash" "bytea" NOT NULL,
	"booth_no" text NOT NULL,
	"booth_address" text,
	"shop_name" text,
	"uscc" text,
	"uscc_key" text,
	"tenant_name" text NOT NULL,
	"tenant_id_type" text,
	"tenant_id_number" text,
	"tenant_issuing_state" text,
	"tenant_id_key" text,
	"phone" text,
	"correspondence_address" text,
	"lease_from" date,
	"lease_to" date,
	"updated_on" date,
	CONSTRAINT "lease_row_hash_unique" UNIQUE("row_hash")
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
CREATE INDEX "lease_by_booth_no" ON "lease" USING btree ("booth_no");--> statement-breakpoint
CREATE INDEX "lease_by_uscc_key" ON "lease" USING btree ("uscc_key");--> statement-breakpoint
CREATE INDEX "lease_by_tenant_id_key" ON "lease" USING btree ("tenant_id_key");--> statement-breakpoint
CREATE INDEX "lease_by_phone" ON "lease" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "seen_inquiry_by_expiry" ON "seen_inquiry" USING btree ("expires_at");