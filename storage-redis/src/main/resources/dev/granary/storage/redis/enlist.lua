-- Lists a member until a time at least; says 0 if the list is full and the member belongs to a further one.
-- KEYS: index, two parts of sweeps. ARGV: member, until, most or '' for no bound, name of the index among the sweeps
if ARGV[3] ~= '' and not redis.call('ZSCORE', KEYS[1], ARGV[1]) then
  -- The mark outlives all members, so that a reader knows of the further lists for ever.
  local split = redis.call('ZSCORE', KEYS[1], '~')
  if split or redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
    if not split then redis.call('ZADD', KEYS[1], '+inf', '~') end
    return 0
  end
end
redis.call('ZADD', KEYS[1], 'GT', ARGV[2], ARGV[1])
redis.call('ZADD', part(KEYS[2], KEYS[3], ARGV[4]), 'LT', ARGV[2], ARGV[4])
return 1
