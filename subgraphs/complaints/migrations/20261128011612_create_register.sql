CREATE TABLE "complaint" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "complaint_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"row_hash" "bytea" NOT NULL,
	"complaint_no" text NOT NULL,
	"uscc" text,
	"uscc_key" text,
	"shop_name" text,
	"merchant_name" text NOT NULL,
	"merchant_id_type" text,
	"merchant_id_number" text,
	"merchant_issuing_state" text,
	"merchant_id_key" text,
	"phone" text,
	"service_address" text,
	"answered_on" date,
	CONSTRAINT "complaint_row_hash_unique" UNIQUE("row_hash")
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
CREATE INDEX "complaint_by_uscc_key" ON "complaint" USING btree ("uscc_key");--> statement-breakpoint
CREATE INDEX "complaint_by_merchant_id_key" ON "complaint" USING btree ("merchant_id_key");--> statement-breakpoint
CREATE INDEX "complaint_by_phone" ON "complaint" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "seen_inquiry_by_expiry" ON "seen_inquiry" USING btree ("expires_at");