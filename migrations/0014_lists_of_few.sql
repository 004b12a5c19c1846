-- A list of what few contacts are is not looked for among all the others: without these an inbox narrowed to an urgent
-- priority read every contact of its queue when none was.
CREATE INDEX contact_priority ON register.contact (queue, priority, last_at DESC, id DESC) WHERE priority <> 'normal';
CREATE INDEX contact_channel ON register.contact (queue, channel, last_at DESC, id DESC) WHERE channel <> 'email';
