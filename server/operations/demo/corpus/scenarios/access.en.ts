/** Getting in and being reached: sheets in English. The signs are explained in `../read-sheet.ts`. */
export const accessEn = `
# bank-codes
~ Can't log in
~ Login with bank codes not working
1 I'm trying to log in with my {bank} codes, but [after confirming I just end up on the start page again|the page goes blank once I approve it in the bank app].
1 Your mailbox won't let me in. {bank} says the identification went through, your side says "try again later". [Last tried {date}.|It's been {days} days now.]
+ Online banking itself works [fine|as usual].
+ I've tried {browser} and my {device}.
? What am I [doing wrong|supposed to do]?
= There was a disruption in identification {date} between 8:00 and {time}. It should work now. Please close the browser completely, open it again and log in from our start page rather than a saved link.
2 Tried again at {time}, [same thing|same error]. I've cleared the cache as well.
! We found your attempt at {time}: the bank's answer arrived too late. We have extended the waiting time, so [please try again|it should go through now].
* Bank callback timed out at {time} ({bank}). Same fault as {case}.
# new-phone
~ New phone
1 I [bought|got] a new phone ({device}) and now the app [wants an activation code I don't have|doesn't recognise me any more].
1 I switched phones {date} and moved everything over, but your app [hangs on the first screen|says the device isn't registered].
+ The old phone is [already recycled|dead].
? How do I get it working? Are my letters still there?
= All your letters are still there. Remove the app, install it again and choose "New device", then identify yourself with your bank codes or mobile certificate. The old phone is disconnected automatically.
2 I'm in, but [no notifications come|the old phone is still on the device list].
! The old device is now removed. Notifications are under Settings – Notifications; please also check that the phone [allows them|isn't muting the app].
* Old device removed at the customer's request.
# mobile-certificate
~ Mobile certificate
1 When I pick mobile certificate, [no request reaches my phone|nothing happens]. My number is {phone}.
1 I changed operators {date} and since then I can't identify myself with your service. [Other services work.|It works everywhere else.]
+ I don't have online banking, so this is my only way in.
? Could you have a look?
= After a change of operator the certificate has to be activated again with the new one, and it can take up to two days to show everywhere. Please also choose "Other operator" when you log in.
2 "Other operator" [didn't help|isn't on my screen].
! We have reset the link for your number. Please try again [in an hour|tomorrow morning].
* Reset the certificate link. Customer has no online bank.
# email-change
~ Changing my e-mail address
1 My [old|work] e-mail stops working {future}. The new one is {mail}.
1 I'd like to replace {ownMail} with {mail}. [The settings page gives me an error.|I can't find where to do it.]
+ I really don't want to miss anything in between.
? Could you change it for me?
= For security you change it yourself while logged in: Settings – Contact details – E-mail. We send a confirmation link to the new address, valid for 24 hours, and a notice to the old one.
2 The link [hasn't arrived, and I've checked the spam folder|expired before I saw it].
! We sent a new link to {mail} at {time}.
* E-mail change, link sent again.
# phone-change
~ New phone number
1 My number is now {phone}. The old one [belongs to somebody else|is no longer mine] and I'm worried they get my text messages.
1 Please update my mobile number to {phone}. [The app still shows the old one.|It changed {date}.]
+ I rarely look at e-mail, so the texts matter.
? Is this message enough?
= Thanks for telling us. You change it under Settings – Contact details and confirm by text message. Until then we've switched off texts to the old number, so nobody else receives them.
2 The code [never came|was rejected].
! Your operator had blocked codes from company numbers. That is lifted now, please request a new one.
* Texts to the old number switched off.
# notifications-missing
~ No notifications
1 I got no notification about {doc} from {sender}. [Now it's overdue.|I came across it by chance {date}.]
1 I haven't had [a single notification|any message] about new letters for weeks, although several are sitting there unread.
+ The address {ownMail} is correct.
? Why don't they arrive?
= Notifications have bounced since {day} because your mailbox at the e-mail provider was full. After three bounces we stop. I've switched them on again; you could also turn them on in the app.
2 I've made room. Today a letter came from {sender} and [still nothing|no notification again].
! That one left at {time} and was accepted by your provider. Adding our address to your contacts usually keeps it out of filters.
* Bounced since {day}, list reset.
# notifications-many
~ Too many messages
1 I get [three|four|five] notifications about the same letter, and reminders on top.
1 Do I need a daily reminder of a letter from {sender} I've already read?
+ The phone goes off at five in the morning.
? How do I stop them?
= I can see why that's annoying. Under Settings – Notifications you can keep just one kind and set quiet hours. Reminders stop once the letter has been opened in the mailbox; a preview isn't enough, unfortunately.
2 I kept e-mail only, but [the texts go on|got a text yesterday].
! The change was stuck on our side. It's in force from today, sorry about that.
* Notification choice didn't sync, fixed by hand.
# link-expired
~ Link has expired
1 I was going to confirm my account but the link [has expired|is no longer valid]. It came {date}.
1 The confirmation link says it's already been used, though I [never clicked it|clicked just once].
+ I'd just like to get started.
? Could you send another?
= A new link is on its way to {ownMail}, valid for 24 hours. Some mail programs open links to check them, which uses them up: if so, copy the address into {browser}.
2 The new one [does the same|didn't work either].
! Then let's do it differently: log in with your bank codes and confirm with a six-digit code instead.
* Link consumed by a filter. Code instead.
# abroad
~ Living abroad
~ Logging in without Finnish bank codes
1 I moved to [Germany|Canada|Ireland] {days} years ago and no longer have Finnish bank codes. Letters from {authority} still go to the mailbox.
1 {bank} closed my account when I left Finland, so now [I'm locked out|I can't read anything].
+ The embassy is hours away.
+ My number is {phone}.
? Is there any other way to identify myself?
= You can use a Finnish identity card with a chip and a card reader, or a mobile certificate if you keep a Finnish subscription. If neither works we can end the digital delivery, and senders will post letters to your address in the Population Information System.
2 The card has expired, so [paper it is|let's go with paper]. Where do I send the request?
! The form will be posted to your address in the Population Information System. Sign it and send it back; delivery ends within a week of that.
* No strong identification possible. Form by post.
# close-account
~ Closing my mailbox
1 I want to [close my mailbox|stop using digital mail] and [get paper letters again|go back to paper].
1 We're leaving Finland {future}, so I no longer need the mailbox. How do I close it?
+ There are things I want to keep, {doc} for one.
? How long does it take?
= You can close it under Settings – My account – Close. Senders know within a day and switch to paper. Download what you need first: after 30 days the letters are erased and can't be brought back.
2 I've downloaded all but {doc}, which [gives an error|won't open].
! It can be downloaded now; the sender had named the file wrongly. The closing waits until you confirm it.
* Customer downloading letters before closing.
# teenager
~ My child's mailbox
1 My [daughter|son] turned fifteen {date}, and a letter says a mailbox of their own is possible.
1 I used to handle my child's mail, but now [I can't see it|it's gone from my view].
+ No bank codes of their own yet.
? How does it work?
= At 15 the mailbox becomes personal and a guardian no longer sees it. Your child logs in with their own bank codes or identity card. Without either, letters come on paper for the time being.
2 The dentist's appointment still went [out digitally|somewhere else], nothing came here.
! That letter left before the change. We asked the sender to post it as well.
* Guardian asked about contents, explained we cannot show them.
# name-change
~ New surname
1 I got married {date} and changed my surname. The mailbox still says {oldName}.
1 My name is wrong in your service, I'm no longer {oldName}.
+ It's already right in my [passport|bank].
? Do you need a certificate?
= Congratulations! No certificate needed: the name is updated from the Population Information System, usually within a week. If you log out and in again it is fetched straight away.
2 Did that, but [letters from {sender} carry the old name|the old name still shows in one place].
! That name comes from the sender's own customer register. Please tell {sender} too, we can't change it there.
* Name updated at new login.
# app-crash
~ App crashes
1 Since the update {date} the app [closes|dies] whenever I open a letter. The phone is a {device}.
1 The latest version is broken. It [keeps loading|won't open attachments] and then it quits.
+ I've restarted it [twice|and the phone too].
? Is a fix coming?
= Thanks for the description. It concerns the {device} with an older operating system. A fix is expected {future}; until then the letters can be read in the browser.
2 The update came and [at least it opens|it looks better], but {doc} is still missing.
! It hadn't finished syncing. Pull the list down once and it will be fetched.
* Known fault, linked to {case}.
# accessibility
~ Small print
1 My eyesight is poor and the letters are so small that I [can't read them|need a magnifying glass].
1 I use a screen reader, and the button for attachments [is just read as "button button"|can't be found at all].
+ A neighbour helps me now, but I'd rather manage by myself.
? Can the text be made bigger?
= Yes. In the browser hold Ctrl and press plus; in the app the text follows your phone's setting. With "Show as text" the letter itself becomes large and readable.
2 That worked for [most|all but one], but the one from {sender} is only a picture.
! We've asked {sender} to make their letters accessible. Meanwhile we'll gladly read it to you by phone once you've identified yourself.
* Accessibility problem at the sender, passed to the partner team.
`;
