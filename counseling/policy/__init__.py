"""The rules of counseling, by noun; nothing here knows of the web, the database or the clock.

cells           time as cells of five minutes; days as numbers whose bits are cells
services        what can be booked: length, buffers, notice, who attends
plans           when a counselor works: weekly plans, one-off openings, leave
seasons         Ramadan, the Eids and the national days: proposed, confirmed by staff
prayers         the gaps that prayers leave in a day, from the sun
working_time    all of these together: the cells at which a counselor is there
offers          the free starts of one counselor, and of any counselor
preferences     which counselors may be offered to a family at all
bookings        the cells that a booking takes; what the server refuses whatever a form says
holds           the minutes for which a time is kept while the questionnaire is filled
statuses        where an appointment can be and go
changes         cancelling and moving, with notice
meeting         when the door of a video meeting opens
invitations     how long an invitation waits for its answer
reminders       which reminder is due
attendance      checking in, lateness, no-shows
conflicts       appointments that a new plan would strand
figures         shares with their uncertainty, waiting, groups too small to be shown
safety          questions on danger before all else, and what follows
urgent_calls    by when we promise to call
waitlist        whom an earlier time is offered to, in order
"""
