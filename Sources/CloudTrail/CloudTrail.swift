// CloudTrail
