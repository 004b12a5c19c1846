/** Letters, other people's letters, money and companies: sheets in English. The signs are explained in `../read-sheet.ts`. */
export const lettersEn = `
# letter-missing
~ A letter hasn't arrived
~ Waiting for a letter from {sender}
1 {sender} tell me {doc} was sent to my digital mailbox {date}, but [there's nothing here|I can't find it].
1 I'm waiting for {doc} from {sender}. They say it left {date}. [My mailbox is empty.|I've looked everywhere.]
+ They have my details right, I checked by phone.
+ I need it {future} at the latest.
? Can you see whether it reached you?
= I see no letter from {sender} since {day}, which means it hasn't left their system. Please ask them for the id of the delivery and we can trace it.
= It arrived {date} but was held because the file was damaged. The sender knows and is sending a new one.
2 {sender} gave me the number {ref}. [Does that help?|Can you find it with that?]
! With that number we found it: it was addressed to an earlier surname. It's in your mailbox now, dated {day}.
* Trace {ref}: sender's mistake. Delivered again.
# paper-still
~ Still getting paper mail
1 I joined to get rid of paper, but {sender} [still sends everything in envelopes|keeps posting letters].
1 Another envelope from {sender} today. [I thought|Wasn't the idea that] everything would be digital?
+ My mailbox by the road is broken, so it's awkward.
? Why don't those letters come through you?
= Each sender decides when to move. {sender} sends only invoices digitally so far, other letters follow during the year. You can see the state under Senders and ask for digital letters there.
2 This time the invoice came [on paper too|both ways].
! It was printed before the change took effect. From the next one it's digital only.
* Double delivery from {sender}, partner team asking.
# moved
~ Change of address
1 We moved {date} to {street} in {city}. [Do I need to tell you separately?|Should it change with you as well?]
1 My new address is {street}, {city}. The mailbox still shows the old one.
+ I've already filed the notification of move.
? What do I need to do?
= Enjoy the new home! The address comes from the Population Information System once your notification has been handled, usually in a few days. There's nothing you need to do, and digital letters aren't affected.
2 It's been [two weeks|ten days] and the old address [is still there|still shows].
! We fetched it again and it now says {street}.
* Address fetched again from the population register.
# wrong-recipient
~ Somebody else's letter
1 There's a letter in my mailbox, {doc} from {sender}, that [isn't for me|is addressed to someone else]. I only read the first line.
1 I think I've got my neighbour's mail: {doc} from {sender}. [The name doesn't match.|I have nothing to do with them.]
+ I haven't opened the attachment.
? What should I do with it?
= Thank you for telling us so quickly. Leave it be, we've hidden it in your mailbox. The sender had linked the wrong customer and has been told. We also reported it internally to our data protection officer.
2 Now there's [another one|one more] from the same place, {date}.
! The sender hadn't corrected the link yet. Delivery from them to you is stopped until they have.
* Possible breach at the sender. Data protection officer told, ref {case}.
# sender-wanted
~ Suggestion for a sender
1 When will {sender} [join|be available]? They still send everything on paper.
1 {sender} isn't on your list of senders. [Shouldn't they be?|It would be so handy.]
+ I pay them every month.
? Could you ask them?
= Thanks for the tip! We're talking with {sender} and hope to have them next year. I've added your wish to our figures, without your name.
2 They say [you're the ones delaying it|they're waiting for you]. Who's right?
! The agreement is done, they're still building their connection. Their own plan says {futureDay}.
* Sender wish recorded.
# attachment-broken
~ Attachment won't open
1 {doc} from {sender} [won't open|is just a blank page]. Error code {case}.
1 I can open the letter from {sender} but not the attachment. [It says the file is damaged.|It just spins.]
+ Other attachments work, and I'm using {browser}.
? Can I get it some other way?
= The file was in a format our viewer can't show. Choose "Download" instead of "View" and it opens in your own program. We'll fix the viewer this week.
2 Downloaded it, but [it asks for a password|the file is empty].
! The sender had put a password on it by mistake. A new version came today at {time}.
* Damaged attachment from {sender}, sender contacted.
# deleted-letter
~ Deleted the wrong letter
1 I deleted {doc} from {sender} by accident {date}, and [the bin is empty too|it isn't in the bin].
1 Help, I tidied up too eagerly and {doc} is gone. [I need it for my taxes.|It matters.]
+ It came some time in spring.
? Can it be brought back?
= Deleted letters stay in the bin for 30 days. After that we can't bring them back either, by design. {sender} will have a copy and can send it again.
2 Found it among the [archived|read] ones! It wasn't deleted after all.
! Glad it turned up. A star marks the letters that matter most.
* No recovery after 30 days, referred to the sender.
# old-letters
~ Old letters
1 How long are letters kept? I'm after {doc} from {sender}, about [two|three|six] years old.
1 I can't find anything older than a year. [Do they vanish?|Have you removed them?] I'm looking for {doc}.
+ It's for a tax return.
? Where are they?
= Letters are kept as long as you have the account, unless you delete them. The list shows the last 12 months first: press "Show older" at the bottom, or search for the sender.
2 "Show older" [isn't on my phone|is nowhere in the app].
! In the app, keep scrolling until the years appear. We'll make it clearer.
* Explained how to show older letters.
# deceased-parent
~ A relative's mailbox
~ My late parent's mail
1 My [father {father}|mother {mother}] died {date}. There was a mailbox with you, and bills are coming that we can't see.
1 I'm looking after the estate of {kin}, who passed away {date}. Letters still come, among them {doc} from {sender}.
+ There are three of us in the estate.
? How can we get at the letters?
= I'm sorry for your loss. The law and the secrecy of letters don't let us open the mailbox for relatives, but we stop the digital delivery so that letters come to the estate on paper. For that we need the official certificate and a copy of the heirs' authorisation, by post.
2 The papers went by post {later}. [Will the bills come to me then?|Where do letters go after that?]
! Thank you, we have them. Delivery is stopped and senders post to the estate, care of you. The account is erased after six months unless something else comes up.
* Estate: certificate received, delivery stopped. No access given.
# acting-for
~ Acting for my mother
1 My mother {mother} is [past eighty|in a care home] and can't handle her mail any more. I have a continuing power of attorney.
1 I've been guardian for {kin} since spring. [How do I read the letters?|Letters from {authority} are piling up.]
+ I can send a copy of the authorisation.
? What do you need from me?
= Once the guardianship is in the register of guardianship affairs you log in with your own codes and choose "Act for someone else". The Digital and Population Data Services Agency has to confirm it first.
2 It was confirmed {later}, but [the name doesn't show|it says I lack the right].
! The register is updated once a day. We can see it now, so it appears after you log out and in.
* Guardian, right verified in the register.
# scam
~ Is this from you?
1 I got a text message {date} saying {doc} is waiting and I should log in through a link. [Looks fishy.|I didn't click.]
1 An e-mail in your name asks for an unpaid fee of {amount}. [The wording was odd.|The link wasn't yours.]
+ A friend got the same.
+ I did enter my {bank} codes, unfortunately.
? Is it real?
= No, that isn't from us. We never put login links in text messages. If you gave your bank codes, call the bank at once to block them and then report it to the police. Thank you for telling us.
2 The bank has blocked the codes. [Has anyone been in my mailbox?|Can you see if anyone logged in?]
! We went through the logins since {day}: all from your own devices.
* Scam campaign, reported to security. Logins checked, nothing unusual.
# invoice-payment
~ Payment failed
1 I tried to pay {sender} {amount} from the mailbox, but [the payment broke off|I got an error]. Reference {ref}.
1 The invoice ({amount}, {sender}) [still shows as unpaid|says "processing"], though I approved it {date}.
+ The money [hasn't left|has left] my account.
+ It's due {future}.
? Is it paid or not?
= The bank never confirmed it, so no money has left. The reservation disappears within two banking days. You can pay again here or in your bank with reference {ref}.
2 The reservation of {amount} [is still there|hasn't gone], and it's {weekday} already.
! The bank has released it. I also called {sender}: no reminder fee will be charged.
* Payment {ref} broken off at the bank. {sender} informed.
# paid-twice
~ Paid twice
1 {sender}'s invoice of {amount} was taken from my account twice [{date}|on the same day].
1 I paid {sender} {amount} both in my bank and with you. [Silly me.|My mistake.]
+ Reference {ref}.
? How do I get one of them back?
= Both payments reached {sender}, so they make the refund. Please contact them with reference {ref}; the details in this thread can be shown to them.
2 They say they [only see one|can't find the other].
! The second one had a space in its reference and lay among unmatched payments. It's found, the refund comes within a week.
* Double payment {amount}, payee refunds.
# reminder
~ Reminder for a paid invoice
1 {sender} sent a reminder with a fee although I paid {amount} through you {date}.
1 Now there's a debt collection letter for {amount}, which is [paid|paid on time]! The receipt is in the mailbox, the sender is {sender}.
+ Reference {ref}.
? Who pays the fee?
= The payment left us {date}, before it was due. {sender} booked it only later. I sent them a confirmation and asked them to drop the fee; you need not pay it.
2 Now [another reminder|one more letter] came, dated {laterDay}.
! It crossed our confirmation. {sender} say the matter is closed and the fee dropped.
* Confirmation of payment sent to {sender}.
# receipt
~ Receipt missing
1 I bought [a washing machine|a bicycle|shoes|a coffee maker] at {shop} {date} and the receipt was to come to the mailbox. [It hasn't.|Nothing there.]
1 The receipt from {shop} for {amount} doesn't show. [I need it for the warranty.|The thing is broken.]
+ I paid by card.
? Can you find it?
= The shop sends it if the card is linked to your mailbox. The one you used isn't, so it never reached us. {shop} can print a copy, and under Receipts you can link the card for next time.
2 I linked the card {later}, but [the old receipt still isn't there|yesterday's didn't come either].
! It applies to purchases from the next midnight. {shop} promised to send the old one today.
* Card not linked. Copy asked from {shop}.
# payslip
~ Payslip
1 My payslip [hasn't come|is missing]. The employer is {company} and payday was {date}.
1 I left {company} {date} and [can't see my old payslips|wonder whether the old payslips go].
+ My colleagues have theirs.
? Where should it be?
= The payslip from {company} came {date} under an old employee number. Payroll has put it right and it should show today. Earlier ones stay although the job ends.
2 It's here, but it's [the wrong month|somebody else's sum, I think].
! The employer withdrew it and sent a new one. The wrong one is hidden.
* {company}: wrong employee number, payroll has fixed it.
# company-mailbox
~ Mailbox for a company
1 I run {company} and [am thinking of|would like] a mailbox for it.
1 Our company {company} wants its mail digitally. [Who may open it?|How do we start?]
+ There are two owners.
? What does it cost?
= Receiving is free. Someone who may sign for the company according to the Trade Register logs in, chooses "Open for a company" and gives the Business ID. The right is checked with the register.
2 It says I [lack the right|may not represent it], though I'm managing director.
! According to the register the managing director can't sign alone. The chair of the board can open it and then give you full rights.
* No right to sign alone, waiting for the chair.
# company-user
~ Rights for our accountant
1 How do I give our accountant access to the mailbox of {company}? [Invoices only.|Receipts too.]
1 Our former accountant [still sees|still has access to] the mail of {company}. That must stop at once.
+ The accountant works at an agency.
? Can it be limited?
= Under Company – Users you add the person by e-mail and choose the folders. You can set an end date. Someone removed loses access immediately.
2 The invitation [didn't arrive|went to the wrong address]. It should be {mail}.
! The old invitation is withdrawn and a new one sent. It's valid for seven days.
* Invitation withdrawn and sent again.
`;
