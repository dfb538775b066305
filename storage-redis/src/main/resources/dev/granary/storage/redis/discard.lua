-- Removes a value that is no longer kept, and what listed it; says how many.
-- KEYS: record, two parts of all, two parts of due, counts. ARGV: now, member, kind
local kept = string.sub(redis.call('GETRANGE', KEYS[1], 0, 39), 23)
if kept > ARGV[1] then
  -- It was prolonged meanwhile: look again when that is over.
  redis.call('ZADD', part(KEYS[4], KEYS[5], ARGV[2]), 'XX', string.sub(kept, 1, 15), ARGV[2])
  return 0
end
redis.call('DEL', KEYS[1])
redis.call('ZREM', part(KEYS[4], KEYS[5], ARGV[2]), ARGV[2])
local listed = redis.call('ZREM', part(KEYS[2], KEYS[3], ARGV[2]), ARGV[2])
if listed == 1 then redis.call('HINCRBY', KEYS[6], ARGV[3], -1) end
return listed
