-- A list of a bucket has a first part and further ones: short, so that the server keeps each in its compact form.
-- Says in which of two parts a member is or belongs. What is full is marked, so that a reader looks into the further ones.
local function part(first, further, member)
  if redis.call('ZSCORE', first, member) then return first end
  if redis.call('ZSCORE', further, member) then return further end
  if redis.call('ZCARD', first) < 127 then return first end
  redis.call('ZADD', first, 0, '~')
  return further
end
