## Registers as they were (as_of.html)
as-of = Så här såg det ut
as-of-heading = { $what } { $day }
as-of-lead = Så stod uppgifterna vid dagens slut. Det som har ändrats sedan dess syns inte här.
as-of-kind = Register
as-of-day = Dag
as-of-not-yet = Dagen har inte varit än. Välj i dag eller tidigare.
as-of-whole = Visa hela registret den dagen
as-of-count =
    { $n ->
        [one] En post fanns den dagen
       *[other] { $n } poster fanns den dagen
    }
as-of-more =
    { $n ->
        [one] En post till finns i Excelfilen.
       *[other] { $n } poster till finns i Excelfilen.
    }
as-of-erased =
    { $n ->
        [one] Innehållet i en post är gallrat och visas inte.
       *[other] Innehållet i { $n } poster är gallrat och visas inte.
    }
as-of-nothing = Inget fanns den dagen
as-of-nothing-why = Registret var tomt, eller så hade det du får se inte lagts upp än. Välj en senare dag.
as-of-here = Så här såg det ut vid ett annat datum
EOF_MARK
sed -i '/EOF_MARK/d' src/platform/as_of/sv.ftl
cat > src/platform/as_of/en.ftl <<'E'
## Registers as they were (as_of.html)
as-of = As it was
as-of-heading = { $what } { $day }
as-of-lead = What the records said at the end of the day. What has changed since does not show here.
as-of-kind = Register
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
