CREATE TABLE "warning_agency" (
	"agency" text PRIMARY KEY NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
INSERT INTO "warning_agency" ("agency")
SELECT DISTINCT "agency" FROM "agency_answer" WHERE "blocked_by" IN ('DECEASED', 'PROTECTED');
