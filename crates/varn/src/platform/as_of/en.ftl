## Registers as they were (as_of.html)
as-of = As it was
as-of-heading = { $what } { $day }
as-of-lead = What the records said at the end of the day. What has changed since does not show here.
as-of-kind = Show
as-of-day = Day
as-of-not-yet = That day has not been yet. Choose today or earlier.
as-of-whole = Show the whole register on that day
as-of-count =
    { $n ->
        [one] One record existed that day
       *[other] { $n } records existed that day
    }
as-of-more =
    { $n ->
        [one] One more record is in the Excel file.
       *[other] { $n } more records are in the Excel file.
    }
as-of-erased =
    { $n ->
        [one] The content of one record has been erased and is not shown.
       *[other] The content of { $n } records has been erased and is not shown.
    }
as-of-nothing = Nothing existed that day
as-of-nothing-why = The register was empty, or what you may see had not been added yet. Choose a later day.
as-of-here = As it was on another date
nav-as-of = On a date
as-of-about = About
