-- Puts a value under a key if the live value there has the expected revision, or none is expected and none is live.
-- A value is its revision (22), the time until which it is kept (18 digits) and a document.
-- KEYS: record[, two parts of all, two parts of due, counts]
-- ARGV: expected or '', now, value or '' to remove, milliseconds to live or '', member, kind, latest or '', awaited or ''
-- Says 1 written, 0 absent, 2 needs all keys, 3 too late, or the value that is there.
local head = redis.call('GETRANGE', KEYS[1], 0, 39)
local live = #head == 40 and string.sub(head, 23) > ARGV[2]
local held = live and string.sub(head, 1, 22) or ''
local isDone = live and held == string.sub(ARGV[3], 1, 22)
if isDone or held ~= ARGV[1] then
  -- What another connection wrote is awaited too: some servers wait for the connection's own writes only, so this is one.
  if ARGV[8] ~= '' then
    if #head > 0 then redis.call('SETRANGE', KEYS[1], 0, string.sub(head, 1, 1))
    else redis.call('SET', KEYS[1], '', 'PX', 1) redis.call('DEL', KEYS[1]) end
  end
  if isDone then return 1 end
  return live and redis.call('GET', KEYS[1]) or 0
end
local kept = string.sub(ARGV[3], 23, 40)
if not KEYS[2] and kept < string.sub(head, 23) then return 2 end
if ARGV[7] ~= '' and tonumber(redis.call('TIME')[1]) > tonumber(ARGV[7]) then return 3 end
if ARGV[3] == '' then
  redis.call('DEL', KEYS[1])
  redis.call('ZREM', part(KEYS[4], KEYS[5], ARGV[5]), ARGV[5])
  if redis.call('ZREM', part(KEYS[2], KEYS[3], ARGV[5]), ARGV[5]) == 1 then
    redis.call('HINCRBY', KEYS[6], ARGV[6], -1)
  end
  return 1
end
if ARGV[4] == '' then redis.call('SET', KEYS[1], ARGV[3]) else redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4]) end
if not KEYS[2] then return 1 end
if redis.call('ZADD', part(KEYS[2], KEYS[3], ARGV[5]), 0, ARGV[5]) == 1 then
  redis.call('HINCRBY', KEYS[6], ARGV[6], 1)
end
if ARGV[4] ~= '' then
  redis.call('ZADD', part(KEYS[4], KEYS[5], ARGV[5]), 'LT', string.sub(kept, 1, 15), ARGV[5])
end
return 1
