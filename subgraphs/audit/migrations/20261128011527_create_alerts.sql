CREATE TABLE "alert" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" integer GENERATED ALWAYS AS IDENTITY (sequence name "alert_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"key" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text,
	"service" text,
	"case_no" text,
	"inquiry" uuid,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"alert_id" uuid NOT NULL,
	"body" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	"given_up_at" timestamp (3) with time zone,
	"failure" text
);
--> statement-breakpoint
CREATE TABLE "alert_progress" (
	"source" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alert_rule" (
	"code" text PRIMARY KEY NOT NULL,
	"enabled" boolean NOT NULL,
	"thresholds" jsonb NOT NULL,
	"changed_by" text,
	"changed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "alert_step" (
	"alert_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	CONSTRAINT "alert_step_pk" PRIMARY KEY("alert_id","number")
);
--> statement-breakpoint
CREATE TABLE "disclosure_delay" (
	"id" uuid PRIMARY KEY NOT NULL,
	"inquiry" uuid,
	"case_no" text,
	"reason" text NOT NULL,
	"until" date NOT NULL,
	"ordered_by" text NOT NULL,
	"ordered_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "disclosure_delay_end" (
	"delay_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"ended_by" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "seen_proof" (
	"id" "bytea" PRIMARY KEY NOT NULL,
	"request_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "alert_delivery" ADD CONSTRAINT "alert_delivery_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alert_step" ADD CONSTRAINT "alert_step_alert_id_alert_id_fk" FOREIGN KEY ("alert_id") REFERENCES "public"."alert"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_delay_end" ADD CONSTRAINT "disclosure_delay_end_delay_id_disclosure_delay_id_fk" FOREIGN KEY ("delay_id") REFERENCES "public"."disclosure_delay"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alert_once" ON "alert" USING btree ("rule","key");--> statement-breakpoint
CREATE UNIQUE INDEX "alert_in_order" ON "alert" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "alert_in_time" ON "alert" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "alert_delivery_waiting" ON "alert_delivery" USING btree ("next_at");--> statement-breakpoint
CREATE INDEX "disclosure_delay_until" ON "disclosure_delay" USING btree ("until");--> statement-breakpoint
CREATE INDEX "seen_proof_by_expiry" ON "seen_proof" USING btree ("expires_at");