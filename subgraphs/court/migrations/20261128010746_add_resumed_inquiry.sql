ALTER TABLE "inquiry" ADD COLUMN "resumes_id" uuid;--> statement-breakpoint
CREATE INDEX "inquiry_by_resumed" ON "inquiry" USING btree ("resumes_id") WHERE "inquiry"."resumes_id" is not null;