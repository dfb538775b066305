-- Ends a sweep of an index: takes members away whose time still is over, moves others on, and notes when to come again.
-- KEYS: index, two parts of sweeps. ARGV: horizon, name of the index among the sweeps, then member and next time or '' to take away
for i = 3, #ARGV, 2 do
  local listed = redis.call('ZSCORE', KEYS[1], ARGV[i])
  if listed and tonumber(listed) <= tonumber(ARGV[1]) then
    if ARGV[i + 1] == '' then
      redis.call('ZREM', KEYS[1], ARGV[i])
    else
      redis.call('ZADD', KEYS[1], 'GT', ARGV[i + 1], ARGV[i])
    end
  end
end
local first = redis.call('ZRANGE', KEYS[1], 0, 0, 'WITHSCORES')
if first[1] and first[1] ~= '~' then
  redis.call('ZADD', part(KEYS[2], KEYS[3], ARGV[2]), first[2], ARGV[2])
else
  redis.call('ZREM', part(KEYS[2], KEYS[3], ARGV[2]), ARGV[2])
end
return 1
