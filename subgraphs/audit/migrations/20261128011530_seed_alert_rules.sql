-- The policy's defaults. 20 parties an hour lies well below the 50 records at which the criminal law
-- begins to look (domain rules, privacy); hours are those of the clock in China. NO_DELIVERY waits for
-- deliveries to be recorded: until then it would find every contact that was opened.
INSERT INTO "alert_rule" ("code", "enabled", "thresholds") VALUES
	('MANY_PARTIES', true, '{"parties": 20, "minutes": 60}'),
	('OUT_OF_HOURS', true, '{"from": "07:00", "to": "22:00", "weekends": false}'),
	('MANY_REFUSED', true, '{"refusals": 10, "unnamed": 100, "minutes": 60}'),
	('SAME_PERSON_MANY_CASES', true, '{"cases": 3, "days": 30}'),
	('OWN_OR_KIN', true, '{"grounds": ["SHARED_IDENTIFIER", "SHARED_HOUSEHOLD", "DECLARED_KIN"]}'),
	('NO_DELIVERY', false, '{"days": 15}'),
	('RECONCILIATION_GAP', true, '{"minutes": 15}'),
	('LEDGER_INCONSISTENT', true, '{}'),
	('LEDGER_SILENT', true, '{"minutes": 10}');
