CREATE TABLE "act" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"subject" text,
	"role" text,
	"kind" text NOT NULL,
	"case_id" uuid,
	"target_id" uuid,
	"reason" text,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agency_answer" (
	"repair_id" uuid NOT NULL,
	"agency" text NOT NULL,
	"status" text NOT NULL,
	"outcome" text,
	"name" text,
	"id_number" text,
	"phone" text,
	"name_reason" text,
	"blocked_by" text,
	"withheld" text[] DEFAULT '{}' NOT NULL,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "agency_answer_repair_id_agency_pk" PRIMARY KEY("repair_id","agency")
);
--> statement-breakpoint
CREATE TABLE "approved_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list_id" uuid NOT NULL,
	"clerk" text NOT NULL,
	"approved_by" text NOT NULL,
	"reason" text NOT NULL,
	"approved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_assignment" (
	"case_id" uuid NOT NULL,
	"clerk" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_assignment_case_id_clerk_pk" PRIMARY KEY("case_id","clerk")
);
--> statement-breakpoint
CREATE TABLE "clerk_profile" (
	"clerk" text PRIMARY KEY NOT NULL,
	"id_indexes" "bytea"[] NOT NULL,
	"phone_indexes" "bytea"[] NOT NULL,
	"address_indexes" "bytea"[] NOT NULL,
	"kin_indexes" "bytea"[] NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conflict_of_interest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repair_id" uuid NOT NULL,
	"clerk" text NOT NULL,
	"ground" text NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_by" text,
	"approval_reason" text,
	"approved_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repair_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"rank" integer NOT NULL,
	"rule" text NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"sources" jsonb NOT NULL,
	"observed_on" date NOT NULL,
	"reasons" text[] NOT NULL,
	"masked" text NOT NULL,
	"value" "bytea" NOT NULL,
	"value_index" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contact_reveal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contact_id" uuid NOT NULL,
	"repair_id" uuid NOT NULL,
	"revealed_by" text NOT NULL,
	"reason" text NOT NULL,
	"sealed_to" text NOT NULL,
	"revealed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "court_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_no" text NOT NULL,
	"status" text DEFAULT 'LIVE' NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "court_case_case_no_unique" UNIQUE("case_no")
);
--> statement-breakpoint
CREATE TABLE "hourly_count" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "inquiry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"envelope_digest" "bytea" NOT NULL,
	"hop" integer NOT NULL,
	"follows_id" uuid,
	"asked" text[] NOT NULL,
	"as_of" date NOT NULL,
	"kinds" text[] NOT NULL,
	"purpose" text NOT NULL,
	"legal_basis" text NOT NULL,
	"asked_by" text NOT NULL,
	"role" text NOT NULL,
	"issued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "inquiry_envelope_digest_unique" UNIQUE("envelope_digest")
);
--> statement-breakpoint
CREATE TABLE "inquiry_party" (
	"inquiry_id" uuid NOT NULL,
	"repair_id" uuid NOT NULL,
	"state" "bytea" NOT NULL,
	CONSTRAINT "inquiry_party_inquiry_id_repair_id_pk" PRIMARY KEY("inquiry_id","repair_id")
);
--> statement-breakpoint
CREATE TABLE "party" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"party_ref" text NOT NULL,
	"role" text NOT NULL,
	"party_type" text NOT NULL,
	"typed" "bytea" NOT NULL,
	"name_index" "bytea",
	"id_index" "bytea",
	"phone_index" "bytea",
	"address_index" "bytea",
	"typed_index" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"digest" "bytea" NOT NULL,
	"taken_in_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "party_list_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "party_list_entry" (
	"list_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"party_id" uuid NOT NULL,
	CONSTRAINT "party_list_entry_list_id_line_pk" PRIMARY KEY("list_id","line")
);
--> statement-breakpoint
CREATE TABLE "protected_opening" (
	"repair_id" uuid PRIMARY KEY NOT NULL,
	"judge" text NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "repair" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" integer GENERATED ALWAYS AS IDENTITY (sequence name "repair_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"party_id" uuid NOT NULL,
	"status" text DEFAULT 'OPEN' NOT NULL,
	"flags" text[] DEFAULT '{}' NOT NULL,
	"problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"inquiry_id" uuid,
	"settled_by" uuid,
	"as_of" date,
	"settled_at" timestamp with time zone,
	"legal_representative" "bytea",
	CONSTRAINT "repair_party_id_unique" UNIQUE("party_id")
);
--> statement-breakpoint
CREATE TABLE "review_decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"repair_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"decided_by" text NOT NULL,
	"reason" text NOT NULL,
	"decided_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seen_proof" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"request_id" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "agency_answer" ADD CONSTRAINT "agency_answer_repair_id_repair_id_fk" FOREIGN KEY ("repair_id") REFERENCES "public"."repair"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approved_batch" ADD CONSTRAINT "approved_batch_list_id_party_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."party_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_assignment" ADD CONSTRAINT "case_assignment_case_id_court_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."court_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_repair_id_repair_id_fk" FOREIGN KEY ("repair_id") REFERENCES "public"."repair"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_repair_id_repair_id_fk" FOREIGN KEY ("repair_id") REFERENCES "public"."repair"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inquiry_party" ADD CONSTRAINT "inquiry_party_inquiry_id_inquiry_id_fk" FOREIGN KEY ("inquiry_id") REFERENCES "public"."inquiry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inquiry_party" ADD CONSTRAINT "inquiry_party_repair_id_repair_id_fk" FOREIGN KEY ("repair_id") REFERENCES "public"."repair"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party" ADD CONSTRAINT "party_case_id_court_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."court_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_list_entry" ADD CONSTRAINT "party_list_entry_list_id_party_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."party_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_list_entry" ADD CONSTRAINT "party_list_entry_party_id_party_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protected_opening" ADD CONSTRAINT "protected_opening_repair_id_repair_id_fk" FOREIGN KEY ("repair_id") REFERENCES "public"."repair"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_party_id_party_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_inquiry_id_inquiry_id_fk" FOREIGN KEY ("inquiry_id") REFERENCES "public"."inquiry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "repair" ADD CONSTRAINT "repair_settled_by_inquiry_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."inquiry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_decision" ADD CONSTRAINT "review_decision_repair_id_repair_id_fk" FOREIGN KEY ("repair_id") REFERENCES "public"."repair"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "act_in_time" ON "act" USING btree ("at");--> statement-breakpoint
CREATE INDEX "approved_batch_of_clerk" ON "approved_batch" USING btree ("clerk","list_id");--> statement-breakpoint
CREATE INDEX "case_assignment_of_clerk" ON "case_assignment" USING btree ("clerk");--> statement-breakpoint
CREATE UNIQUE INDEX "conflict_of_clerk" ON "conflict_of_interest" USING btree ("repair_id","clerk");--> statement-breakpoint
CREATE INDEX "contact_of_repair" ON "contact" USING btree ("repair_id");--> statement-breakpoint
CREATE INDEX "contact_by_expiry" ON "contact" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "party_in_case" ON "party" USING btree ("case_id","party_ref");--> statement-breakpoint
CREATE INDEX "party_by_name" ON "party" USING btree ("name_index");--> statement-breakpoint
CREATE INDEX "party_by_id" ON "party" USING btree ("id_index");--> statement-breakpoint
CREATE INDEX "party_by_phone" ON "party" USING btree ("phone_index");--> statement-breakpoint
CREATE INDEX "party_list_entry_of_party" ON "party_list_entry" USING btree ("party_id");--> statement-breakpoint
CREATE INDEX "repair_by_settling" ON "repair" USING btree ("settled_by");--> statement-breakpoint
CREATE UNIQUE INDEX "repair_in_order" ON "repair" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "review_decision_of_repair" ON "review_decision" USING btree ("repair_id");--> statement-breakpoint
CREATE INDEX "seen_proof_by_expiry" ON "seen_proof" USING btree ("expires_at");