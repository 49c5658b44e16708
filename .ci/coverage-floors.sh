# Branch coverage that must hold, in percent; ./check reads this. Aim: the first three at 100, the
# whole at 90. Raise a number when it holds; never lower one.
# shellcheck disable=SC2034  # read by ./check
floor_domain=100
floor_usecases=100
floor_sealing=100
floor_whole=92.0
